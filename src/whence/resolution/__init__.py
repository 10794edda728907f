"""The room for joining claims into stories and copies into origins; nothing of it is built yet."""
