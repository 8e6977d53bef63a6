"""Settings by kind of site. Take one by DJANGO_SETTINGS_MODULE; `base` alone is not a site."""
