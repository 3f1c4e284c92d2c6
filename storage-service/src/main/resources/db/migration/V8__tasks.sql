-- For how long a dataset keeps what it receives, an ISO 8601 period of days or more; null: for ever.
alter table dataset add column keep text;

-- What was asked of the owner of the tables. The dataset is a number without a reference, since a purge's task outlives it.
create table task (
    id          bigint generated always as identity primary key,
    kind        text        not null check (kind in ('PURGE', 'REREAD')),
    dataset     int         not null,
    state       text        not null default 'WAITING' check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    asked_at    timestamptz not null default now(),
    finished_at timestamptz check ((state in ('DONE', 'FAILED')) = (finished_at is not null)),
    -- Of a re-reading: what is read again, the place of the last batch that was, and what came of it.
    from_time   timestamptz,
    to_time     timestamptz,
    is_forced   boolean     not null default false,
    last_day    date,
    last_batch  bigint,
    total       bigint      not null default 0,
    done        bigint      not null default 0,
    events      bigint      not null default 0,
    malformed   bigint      not null default 0,
    failed      bigint      not null default 0,
    message     text        not null default ''
);
create unique index task_of_purge on task (dataset) where kind = 'PURGE' and finished_at is null;
