-- The mirror reads batches just after their commit, while BRIN knows nothing yet of the newest pages and scans them all: the
-- day's every row for each batch. A B-tree finds them at once; batches rise, so its inserts all go to the rightmost page.
drop index event_batch;
create index event_batch on event (batch);
