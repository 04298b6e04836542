def give_words(records):
    for number, record in enumerate(records):
        if not record.boxed:
            record.name = f"{record.main} partnership {number}"
            record.objectives = "To be written."
