package io.midwatch.derive.error;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which code belongs to the monitored system. A stack trace names functions and files, not whose
 * they are; this is a rule of thumb: everything that is not of a well-known platform, framework or
 * library, and not in a folder where dependencies lie.
 */
final class OwnCode {
  /** Java, Kotlin, Scala and .NET, by the first letters of the qualified name. */
  private static final Map<Character, List<String>> FOREIGN_NAMES =
      byFirstLetter(
          "java.",
          "javax.",
          "jakarta.",
          "jdk.",
          "sun.",
          "com.sun.",
          "com.oracle.",
          "oracle.",
          "kotlin.",
          "kotlinx.",
          "scala.",
          "groovy.",
          "org.codehaus.",
          "clojure.",
          "android.",
          "androidx.",
          "dalvik.",
          "org.springframework.",
          "org.apache.",
          "org.hibernate.",
          "org.jboss.",
          "org.wildfly.",
          "org.eclipse.",
          "org.glassfish.",
          "org.aspectj.",
          "org.slf4j.",
          "ch.qos.logback.",
          "org.mybatis.",
          "org.jooq.",
          "org.jdbi.",
          "org.flywaydb.",
          "liquibase.",
          "org.quartz.",
          "org.junit.",
          "org.mockito.",
          "org.postgresql.",
          "org.h2.",
          "org.mariadb.",
          "org.sqlite.",
          "com.mysql.",
          "com.microsoft.sqlserver.",
          "com.ibm.",
          "com.mongodb.",
          "org.mongodb.",
          "org.elasticsearch.",
          "co.elastic.",
          "org.opensearch.",
          "com.datastax.",
          "redis.clients.",
          "io.lettuce.",
          "org.redisson.",
          "com.rabbitmq.",
          "com.zaxxer.",
          "com.fasterxml.",
          "com.google.common.",
          "com.google.gson.",
          "com.google.protobuf.",
          "com.google.inject.",
          "com.google.cloud.",
          "com.google.api.",
          "com.github.benmanes.",
          "io.grpc.",
          "io.netty.",
          "io.projectreactor.",
          "reactor.",
          "io.reactivex.",
          "rx.",
          "io.vertx.",
          "io.quarkus.",
          "io.smallrye.",
          "io.micronaut.",
          "io.undertow.",
          "io.ktor.",
          "io.opentelemetry.",
          "io.micrometer.",
          "io.prometheus.",
          "io.github.resilience4j.",
          "com.netflix.",
          "feign.",
          "okhttp3.",
          "okio.",
          "retrofit2.",
          "akka.",
          "play.",
          "software.amazon.",
          "com.amazonaws.",
          "com.azure.",
          "net.bytebuddy.",
          "net.sf.",
          "net.logstash.",
          "graphql.",
          "brave.",
          "zipkin2.",
          "com.newrelic.",
          "datadog.",
          "System.",
          "Microsoft.",
          "Npgsql.",
          "MySql.",
          "Grpc.",
          "Newtonsoft.",
          "MediatR.",
          "Polly.",
          "MassTransit.",
          "Dapper.",
          "Serilog.",
          "OpenTelemetry.",
          "StackExchange.",
          "Confluent.",
          "RabbitMQ.");

  /** Go's standard library and frameworks, by package path. */
  private static final Map<Character, List<String>> FOREIGN_GO =
      byFirstLetter(
          "runtime.",
          "runtime/",
          "net/",
          "net.",
          "reflect.",
          "sync.",
          "os.",
          "syscall.",
          "testing.",
          "encoding/",
          "database/",
          "context.",
          "bufio.",
          "io.",
          "fmt.",
          "panic",
          "google.golang.",
          "go.opentelemetry.",
          "golang.org/",
          "gorm.",
          "gopkg.in/",
          "github.com/gin-",
          "github.com/labstack/",
          "github.com/gofiber/",
          "github.com/go-chi/",
          "github.com/gorilla/",
          "github.com/jackc/",
          "github.com/lib/pq",
          "github.com/pkg/errors");

  /** Folders where a platform or its packages lie. */
  private static final List<String> FOREIGN_PATHS =
      List.of(
          "node_modules/",
          "node:",
          "internal/",
          "(internal",
          "webpack/bootstrap",
          "site-packages/",
          "dist-packages/",
          "/lib/python",
          "<frozen",
          "<string>",
          "<internal:",
          "/gems/",
          "/rubygems/",
          "/ruby/",
          "/vendor/",
          "/pkg/mod/",
          "/go/src/",
          "/libexec/src/",
          "chrome-extension://",
          "/.pnpm/",
          "/.yarn/",
          "/usr/lib/",
          "/usr/share/");

  private OwnCode() {}

  static boolean isOwnName(String function) {
    return startsWithNone(function, FOREIGN_NAMES);
  }

  static boolean isOwnGo(String function) {
    return startsWithNone(function, FOREIGN_GO);
  }

  private static boolean startsWithNone(String function, Map<Character, List<String>> prefixes) {
    if (function.isEmpty()) {
      return false;
    }
    for (String prefix : prefixes.getOrDefault(function.charAt(0), List.of())) {
      if (function.startsWith(prefix)) {
        return false;
      }
    }
    return true;
  }

  private static Map<Character, List<String>> byFirstLetter(String... prefixes) {
    return Arrays.stream(prefixes).collect(Collectors.groupingBy(prefix -> prefix.charAt(0)));
  }

  static boolean isOwnPath(String path) {
    String unified = path.indexOf('\\') < 0 ? path : path.replace('\\', '/');
    for (String part : FOREIGN_PATHS) {
      if (unified.contains(part)) {
        return false;
      }
    }
    return true;
  }
}
