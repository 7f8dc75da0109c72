# The server alone. Build: docker build -t midwatch . ; settings come from the environment, see docs/settings.md.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Dquick -Dmaven.test.skip=true -pl server -am package

FROM eclipse-temurin:25-jre
RUN useradd --system --home-dir /var/lib/midwatch --create-home midwatch
WORKDIR /var/lib/midwatch
# A volume made over the folder takes its owner.
RUN mkdir /data && chown midwatch /data
ENV MIDWATCH_DATA_DIR=/data
VOLUME /data
COPY --from=build /build/server/target/midwatch-server.jar /opt/midwatch/midwatch-server.jar
USER midwatch
EXPOSE 8080 4317 4318
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=70", "-XX:GCTimeRatio=3", "-jar", "/opt/midwatch/midwatch-server.jar"]
