-- What happened in the last seconds is asked for each few of them, by whoever shows it to officers. Events come in the order of
-- their time but for what is under way at once: a page of ranges tells where the newest are, and costs an act next to nothing,
-- where a btree of nine million events would be 190 MB that every act writes to.
create index dossier_event_lately on dossier_event using brin (at) with (pages_per_range = 32, autosummarize = on);
