-- Nobody is away twice on one day, and who looks for people is held to a pace.

alter table absence no force row level security;
-- Two that were noted at the same moment, or over days that had passed, may overlap: the one that ends later holds on.
-- Withdrawn from now on: of days that are over, it stays true that somebody was away and was covered. One after the other,
-- the last first, so that what is withdrawn takes nothing else with it.
do $$
declare
  one absence;
begin
  for one in select * from absence where withdrawn_at is null order by last_day desc, noted_at desc, id desc loop
    update absence set withdrawn_at = now(), withdrawn_by = one.noted_by
      where id = one.id and exists (
        select 1 from absence later
        where later.officer_id = one.officer_id and later.withdrawn_at is null
          and later.first_day <= one.last_day and one.first_day <= later.last_day
          and (later.last_day, later.noted_at, later.id) > (one.last_day, one.noted_at, one.id));
  end loop;
end
$$;
alter table absence force row level security;
alter table absence
  add constraint absence_one_at_a_time exclude using gist (
    officer_id with =, daterange(first_day, last_day, '[]') with &&) where (withdrawn_at is null);

create table people_search_pace (
  officer_id uuid primary key references officer (id),
  searched_at timestamptz[] not null
);
comment on table people_search_pace is 'when an officer last looked for people, as far as the limit looks back; what was looked for stands nowhere';
alter table people_search_pace enable row level security;
alter table people_search_pace force row level security;
create policy people_search_pace_own on people_search_pace for all
  using (officer_id::text = current_setting('app.actor', true))
  with check (officer_id::text = current_setting('app.actor', true));
grant select, insert on people_search_pace to :app;
grant update (searched_at) on people_search_pace to :app;
grant select, insert, update, delete on people_search_pace to :loader;
