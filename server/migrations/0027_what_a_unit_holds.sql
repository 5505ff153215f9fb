-- The inbox of whoever asked others looks for the dossiers that their unit holds and that are not over. Among 200,000 open tasks of a
-- province it read every one of them to find these, and took longer than anybody waits (1.5 s).
create index dossier_held on dossier (holder_unit_id) where issued_at is null and closed_at is null;
