# One of the three services, from its jar: docker build --build-arg SERVICE=collector-gateway -f docker/service.Dockerfile .
ARG JAVA_IMAGE=eclipse-temurin:25-jre
FROM ${JAVA_IMAGE}
ARG SERVICE
COPY docker/ready.sh /app/ready.sh
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar /app/service.jar
# A named volume takes over the folder's owner.
RUN chmod 755 /app/ready.sh && chmod 644 /app/service.jar && mkdir -p /var/lib/spoor && chown 10001:10001 /var/lib/spoor
USER 10001:10001
WORKDIR /var/lib/spoor
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 CMD ["/app/ready.sh"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.nio=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/service.jar"]
