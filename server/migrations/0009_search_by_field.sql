-- What a list without words is read by: by field and then by title. By title alone nobody asks.

create index procedure_search_by_field on procedure_search (field, title_norm, version_id);
drop index procedure_search_by_alphabet;
