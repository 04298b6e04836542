"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from rapport.lib.whole_requests import take_whole

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.settings")
application = take_whole(get_wsgi_application())

# What is loaded by now stays for good, and a page makes thousands of objects that leave no circles behind: else the
# collector looks through all of the program again and again.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
