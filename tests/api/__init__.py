"""The doors: routes and pages, over HTTP and in a browser."""
