# Stands in for postgres:18 where no registry can be reached: Debian's PostgreSQL 15 behind the same few settings.
FROM spoor-test/debian
COPY postgres.sh /usr/local/bin/postgres.sh
RUN chmod 755 /usr/local/bin/postgres.sh && mkdir -p /var/lib/postgresql && chown postgres:postgres /var/lib/postgresql
ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    PGDATA=/var/lib/postgresql/data
VOLUME /var/lib/postgresql
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["postgres.sh"]
CMD ["postgres"]
