-- What the law asks, in full: versions that hold from a day to a day, the decisions that publish them, what replaces
-- what, and drafts that an import wrote and a person has yet to judge.

create table publication_decision (
  id uuid primary key,
  number text not null,
  issuer text not null,
  decided_on date not null,
  title text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  unique (number, issuer, decided_on)
);
comment on table publication_decision is 'quyết định công bố: what a procedure is published, replaced or repealed by';

create table procedure_import (
  id uuid primary key,
  file_name text not null,
  file_sha256 text not null,
  records integer not null,
  imported_at timestamptz not null,
  imported_by text not null
);
comment on table procedure_import is 'a file that was read into drafts; nothing is published by it';

alter table procedure
  add column source_key text unique;
comment on column procedure.source_key is
  'what a record of a source is found again by: its code, else title and agency in plain letters; null when no import knows it';

create table procedure_replacement (
  replaced_id uuid not null references procedure (id),
  replacing_id uuid not null references procedure (id),
  decision_id uuid not null references publication_decision (id),
  since date not null,
  primary key (replaced_id, replacing_id),
  check (replaced_id <> replacing_id)
);
comment on table procedure_replacement is 'n:m: one procedure may replace several, and several one; never in a circle (catalogue/rules)';

-- Which version holds is a question of the day, not of a status that somebody must turn at midnight.
drop index procedure_version_in_force;
alter table procedure_version drop constraint procedure_version_status_check;
update procedure_version set status = 'PUBLISHED' where status in ('IN_FORCE', 'SUPERSEDED', 'REPEALED');
alter table procedure_version
  add constraint procedure_version_status_check check (status in ('DRAFT', 'PUBLISHED', 'SUSPENDED')),
  alter column process_version_id drop not null,
  alter column effective_from drop not null,
  alter column level drop not null,
  drop constraint procedure_version_level_check,
  add constraint procedure_version_level_check check (level in ('MINISTRY', 'PROVINCE', 'COMMUNE', 'OTHER')),
  add column decision_id uuid references publication_decision (id),
  add column import_id uuid references procedure_import (id),
  add column questions jsonb not null default '[]',
  add constraint procedure_version_since check (status = 'DRAFT' or effective_from is not null),
  add constraint procedure_version_ends_after_it_begins check (effective_to >= effective_from),
  add constraint procedure_version_one_a_day exclude using gist (
    procedure_id with =, daterange(effective_from, effective_to, '[]') with &&) where (status <> 'DRAFT');
comment on column procedure_version.process_version_id is 'null: described, not handled here';
comment on column procedure_version.effective_to is 'the last day it holds; null while no end is known';
comment on column procedure_version.questions is 'what a person must decide before it is published, with its place in the source';
comment on column procedure_version.body is 'ProcedureContent of catalogue/rules; what the source leaves out is absent here too';
create index procedure_version_of_import on procedure_version (import_id) where import_id is not null;

-- Bodies as the first release wrote them get what this one asks for besides, each empty.
update procedure_version v set body = jsonb_build_object(
  'titleEn', v.body->'titleEn',
  'field', null,
  'applicants', '[]'::jsonb,
  'cases', (
    select coalesce(jsonb_agg(one || jsonb_build_object(
      'papers', (
        select coalesce(jsonb_agg(paper || '{"formUrl": null, "replacedBy": null}' order by at), '[]')
        from jsonb_array_elements(one->'papers') with ordinality as papers (paper, at)),
      'channels', (
        select coalesce(jsonb_agg(terms || jsonb_build_object(
          'standing', case when jsonb_typeof(terms->'term') = 'object' then 'STATED' else 'UNDECIDED' end,
          'specials', '[]'::jsonb, 'changes', '[]'::jsonb, 'phases', '[]'::jsonb, 'description', null,
          'fees', case when jsonb_typeof(terms->'fees') = 'array' then (
            select coalesce(jsonb_agg('{"kind": null, "per": null}' || fee order by at), '[]')
            from jsonb_array_elements(terms->'fees') with ordinality as fees (fee, at)) end) order by at), '[]')
        from jsonb_array_elements(one->'channels') with ordinality as channels (terms, at))) order by nth), '[]')
    from jsonb_array_elements(v.body->'cases') with ordinality as cases (one, nth)),
  'conduct', v.body->'conduct',
  'conditions', null,
  'competent', v.body->'competent',
  'coordinating', '[]'::jsonb,
  'leadUnit', v.body->'leadUnit',
  'route', 'LOCAL',
  'onlineLevel', null,
  'nonTerritorial', null,
  'results', jsonb_build_array(v.body->'result'),
  'legalBasis', (
    select coalesce(jsonb_agg(jsonb_build_object('number', basis, 'title', null) order by at), '[]')
    from jsonb_array_elements(v.body->'legalBasis') with ordinality as bases (basis, at)),
  'source', v.body->'source',
  'kept', '[]'::jsonb);

grant select on publication_decision, procedure_import, procedure_replacement to :app;
grant select, insert, update, delete on publication_decision, procedure_import, procedure_replacement to :loader;
