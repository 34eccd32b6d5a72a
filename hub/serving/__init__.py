"""Running the hub: the web server and a worker as children of one command."""
