"""The doors that plans are reached by: they translate and decide nothing."""
