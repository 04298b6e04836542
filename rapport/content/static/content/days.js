// Wagtail's calendar would make another day of one that it cannot read. What was typed is for the server to judge.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
