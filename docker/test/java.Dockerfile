# Stands in for eclipse-temurin:25-jre where no registry can be reached.
FROM spoor-test/debian
COPY runtime /opt/java
ENV PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
