-- What was changed of what had been stored before, for those who follow and for who asks about the past. Numbered by the sequencer,
-- as batches are. The dataset is a number without a reference: the row of a purge outlives the dataset, and holds nothing else of it.
create table history_change (
    number       bigint primary key,
    dataset      int    not null,
    kind         text   not null check (kind in ('retention', 'purge', 'reread')),
    first        bigint not null,
    received_day date check ((kind = 'retention') = (received_day is not null)),
    batch        bigint unique check ((kind = 'reread') = (batch is not null))
);
