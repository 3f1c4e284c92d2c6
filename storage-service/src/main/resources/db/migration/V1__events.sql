-- Names, positions and counters: small tables that are updated in the events' own transaction.
create table dataset (
    id   int generated always as identity primary key,
    name text not null unique
);

create table collector (
    id   int generated always as identity primary key,
    name text not null unique
);

create table stream (
    dataset      int    not null references dataset,
    collector    int    not null references collector,
    stream       text   not null,
    position     bigint not null,
    shift_micros bigint not null,
    primary key (dataset, collector, stream)
);

create table ledger (
    dataset   int         not null references dataset,
    collector int         not null references collector,
    last_seen timestamptz not null,
    received  bigint      not null,
    stored    bigint      not null,
    duplicate bigint      not null,
    rejected  bigint      not null,
    malformed bigint      not null,
    primary key (dataset, collector),
    check (received = stored + duplicate + rejected + malformed)
) with (fillfactor = 50);

-- The number of the latest batch. Its row lock, held until the commit, is what puts commits in order without gaps.
create table sequencer (
    watermark bigint not null
) with (fillfactor = 10);
insert into sequencer values (0);

create sequence batch_id;

-- Events, their bytes and what could not be read: partitioned by dataset, then by day of receipt (UTC).
create table event (
    batch                          bigint      not null,
    ordinal                        int         not null,
    dataset                        int         not null,
    received_day                   date        not null,
    collector                      int         not null,
    time                           timestamptz not null,
    occurred_at                    timestamptz,
    received_at                    timestamptz not null,
    event_action                   text,
    event_category                 text,
    event_code                     text,
    event_provider                 text,
    event_outcome                  text,
    event_severity                 bigint,
    host_name                      text,
    user_name                      text,
    process_name                   text,
    process_executable             text,
    process_pid                    bigint,
    process_entity_id              text,
    process_parent_name            text,
    process_parent_executable      text,
    process_parent_pid             bigint,
    process_parent_entity_id       text,
    process_target_name            text,
    process_code_signature_status  text,
    file_path                      text,
    file_hash_sha256               text,
    registry_path                  text,
    dll_path                       text,
    source_ip                      text,
    source_port                    bigint,
    destination_ip                 text,
    destination_port               bigint,
    network_transport              text,
    network_bytes                  bigint,
    dns_question_name              text,
    url_full                       text
) partition by list (dataset);
create index event_batch on event using brin (batch) with (pages_per_range = 16);
create index event_time on event using brin (time);

create table batch (
    id              bigint not null,
    dataset         int    not null,
    received_day    date   not null,
    watermark       bigint not null,
    mapping_version int    not null,
    events          int    not null,
    min_time        timestamptz,
    max_time        timestamptz,
    raw             bytea  not null
) partition by list (dataset);
alter table batch alter column raw set storage external; -- compressed already
create index batch_by_id on batch (id);
create index batch_by_watermark on batch (watermark);

create table malformed (
    batch         bigint      not null,
    ordinal       int         not null,
    dataset       int         not null,
    received_day  date        not null,
    collector     int         not null,
    received_at   timestamptz not null,
    reason        text        not null,
    byte_offset   bigint      not null,
    payload_bytes bigint      not null,
    sha256        text        not null
) partition by list (dataset);
create index malformed_by_batch on malformed (batch);
