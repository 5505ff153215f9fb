-- What a list without words is read by: by field and then by title. By title alone nobody asks.

create index procedure_search_by_field on procedure_search (field);
drop index procedure_search_by_alphabet;

-- Who was told of another date, the latest first, as due_notice_owed is for those who were not.
create index due_notice_told on due_notice (told_at, dossier_id) where told_at is not null;
