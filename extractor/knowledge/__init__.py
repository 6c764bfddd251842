"""Knowledge shipped as data: the gazetteer of organisations and the weights of the recogniser. See README.md beside this file."""
