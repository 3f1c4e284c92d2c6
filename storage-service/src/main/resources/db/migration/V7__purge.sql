-- What PostgreSQL learns of values would outlive a purge: it learns nothing of names, and nothing of all datasets' events taken
-- together. What it learns of a leaf's goes with the leaf. (The first change of each column takes away what was learnt before.)
alter table dataset alter column name type text, alter column name set statistics 0;
alter table collector alter column name type text, alter column name set statistics 0;
alter table stream alter column stream type text, alter column stream set statistics 0;

do $$
declare
    value record;
begin
    for value in
        select attrelid::regclass as root, attname
        from pg_attribute
        where attrelid in ('event'::regclass, 'malformed'::regclass) and atttypid = 'text'::regtype and not attisdropped
    loop
        execute format('alter table only %s alter column %I set statistics 0', value.root, value.attname);
    end loop;
end
$$;
