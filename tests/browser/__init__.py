"""The site as a reader has it: the demonstration registry behind the real server, read over HTTP and in Chromium.

``serving`` brings it up, ``reading`` reads a page, ``walking`` follows links, ``templates`` names one page of each
kind, ``watching`` notes what goes wrong in Chromium.
"""
