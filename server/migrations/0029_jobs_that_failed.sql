-- To count the jobs that failed for good, each process read every job that waits, each five seconds: a million when a day off is declared.
create index job_dead on job (dead_at) where dead_at is not null;
