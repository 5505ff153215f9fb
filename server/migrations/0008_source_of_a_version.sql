-- An import knows a record again, also when a person has published it in other words.

alter table procedure_version add column source_sha256 text;
comment on column procedure_version.source_sha256 is
  'of the record it was imported from, whatever the order of its keys; null when it was written here';
