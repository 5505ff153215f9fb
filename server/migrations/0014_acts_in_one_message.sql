-- An act commits in the message that writes it, so whether each of its rows was there is asked before that, and here.
create function must_all_be_found(what text, seen bigint, wanted bigint) returns boolean
language plpgsql as $$
begin
  if seen <> wanted then
    raise exception '% of % rows of % are there', seen, wanted, what;
  end if;
  return true;
end $$;
