-- A dossier remembers who drafted what waits for approval. Those that wait already remember it from now on.
alter table dossier no force row level security;
alter table dossier_event no force row level security;
update dossier set position = position || jsonb_build_object('draftedBy', last.actor_id)
from (
  select distinct on (dossier_id) dossier_id, type, actor_id from dossier_event
  where type in ('DraftSubmitted', 'DraftApproved')
  order by dossier_id, seq desc) as last
where last.dossier_id = dossier.id and last.type = 'DraftSubmitted';
alter table dossier_event force row level security;
alter table dossier force row level security;
