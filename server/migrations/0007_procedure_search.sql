-- What a search of procedures reads: one narrow row for each published version, written with it. The words are folded
-- by the program (catalogue/rules/search-words.ts) and asked for through the same function, so no dictionary and no
-- collation of a server has a say.

create table procedure_search (
  version_id uuid primary key references procedure_version (id),
  effective_from date not null,
  effective_to date,
  code text collate "C",
  initials text collate "C" not null,
  title text collate "C" not null,
  title_norm text collate "C" not null,
  field text,
  agency text,
  words tsvector not null
);
comment on table procedure_search is 'derived from procedure_version and procedure: a row for each version that is no draft';
comment on column procedure_search.code is 'letters and digits of the national code';
comment on column procedure_search.title is 'folded words, with one space before each and one at the end, so that a whole word is found as text';
comment on column procedure_search.title_norm is 'as in procedure_version, its first 600 letters: the order of the alphabet';
comment on column procedure_search.agency is 'who is competent; like field in the words of the source, to choose by';
comment on column procedure_search.words is
  'words of the title; each run of eight initials, with = before; words of field, agency, results, English title and code, with + before';

create index procedure_search_by_alphabet on procedure_search (title_norm, version_id);
create index procedure_search_by_title on procedure_search (title);
create index procedure_search_by_initials on procedure_search (initials);
create index procedure_search_by_code on procedure_search (code);
-- What is pending is read by every search: a short list. Without one, 20,000 versions took 17 s to write instead of 4.
create index procedure_search_by_word on procedure_search using gin (words) with (gin_pending_list_limit = 512);
-- Without its spaces a title has 3-letter groups that few share: on 100,000 titles 10 to 60 ms, with them 60 to 200.
create index procedure_search_by_likeness on procedure_search
  using gin (translate(title, 'y ', 'i') gin_trgm_ops) with (gin_pending_list_limit = 512);

create table procedure_word (
  word text collate "C" primary key
);
comment on table procedure_word is 'every word that a row of procedure_search has or had: what a mistyped word may have been';

-- What is published already. Vietnamese is folded here as the program folds it; publishing again writes the row anew.
with version as (
  select v.id, v.effective_from, v.effective_to, v.title_norm, p.national_code, v.body->>'field' as field,
    v.body->>'competent' as agency, normalize(concat_ws(' ', v.body->>'field', v.body->>'competent', v.body->>'titleEn',
      (select string_agg(result->>'vi', ' ') from jsonb_array_elements(v.body->'results') result)), nfd) as around
  from procedure_version v join procedure p on p.id = v.procedure_id
  where v.status <> 'DRAFT'
), word as (
  select version.id, part.kind, part.nth, regexp_replace(part.word, '^(qu|[bcdghklmnprstvx]*)y$', '\1i') as word
  from version, lateral (
    select 'title' as kind, nth, word from regexp_split_to_table(title_norm, '[^a-z0-9]+') with ordinality as t (word, nth)
    union all
    select 'code', nth, word from regexp_split_to_table(lower(national_code), '[^a-z0-9]+') with ordinality as t (word, nth)
    union all
    select 'around', nth, word from regexp_split_to_table(
      lower(translate(regexp_replace(around, '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd')), '[^a-z0-9]+') with ordinality as t (word, nth)) part
  where part.word <> ''
), line as (
  select id,
    left(' ' || coalesce(string_agg(word, ' ' order by nth) filter (where kind = 'title'), '') || ' ', 600) as title,
    coalesce(string_agg(translate(left(word, 1), 'y', 'i'), '' order by nth) filter (where kind = 'title'), '') as initials,
    array_agg(case kind when 'title' then word else '+' || word end) as lexemes
  from word group by id
), learnt as (
  insert into procedure_word select distinct word from word where kind <> 'code'
)
insert into procedure_search
  (version_id, effective_from, effective_to, code, initials, title, title_norm, field, agency, words)
select version.id, effective_from, effective_to, nullif(regexp_replace(lower(national_code), '[^a-z0-9]+', '', 'g'), ''),
  left(initials, 100), title, left(title_norm, 600), field, agency, array_to_tsvector(lexemes || array(
    select '=' || substr(initials, nth, 8) from generate_series(1, length(initials)) nth))
from version join line using (id);

grant select on procedure_search, procedure_word to :app;
grant select, insert, update, delete on procedure_search, procedure_word to :loader;
