package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Sent.READER;
import static io.midwatch.model.semconv.Sent.attributes;
import static io.midwatch.model.semconv.Sent.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CanonicalReaderTest {
  private static final SpanEvent EXCEPTION =
      new SpanEvent(
          5,
          "exception",
          Attributes.ofStrings("exception.type", "java.io.IOException", "exception.message", "cut"),
          0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SERVER   | unset |                                       | false
          SERVER   | error |                                       | true
          SERVER   | ok    | http.response.status_code=200         | false
          SERVER   | unset | http.response.status_code=404         | false
          SERVER   | unset | http.response.status_code=429         | false
          SERVER   | error | http.response.status_code=404         | true
          SERVER   | unset | http.response.status_code=500         | true
          SERVER   | unset | http.status_code=503                  | true
          SERVER   | unset | rpc.grpc.status_code=5                | false
          SERVER   | unset | rpc.grpc.status_code=3                | false
          SERVER   | unset | rpc.grpc.status_code=8                | false
          SERVER   | unset | rpc.grpc.status_code=2                | true
          SERVER   | unset | rpc.grpc.status_code=4                | true
          SERVER   | unset | rpc.grpc.status_code=12               | true
          SERVER   | unset | rpc.grpc.status_code=13               | true
          SERVER   | unset | rpc.grpc.status_code=14               | true
          SERVER   | unset | rpc.grpc.status_code=15               | true
          SERVER   | unset | rpc.status_code=UNAVAILABLE           | true
          SERVER   | unset | rpc.connect_rpc.error_code=internal   | true
          CONSUMER | error | messaging.system=kafka                | true
          CONSUMER | unset | messaging.system=kafka                | false
          CLIENT   | unset | http.response.status_code=404         | true
          CLIENT   | unset | http.response.status_code=302         | false
          CLIENT   | unset | rpc.grpc.status_code=5                | true
          CLIENT   | unset | rpc.grpc.status_code=0                | false
          INTERNAL | unset | http.response.status_code=500         | false
          INTERNAL | error |                                       | true
          PRODUCER | error |                                       | true
          """)
  void saysWhichSpansFailed(SpanKind kind, String status, @Nullable String sent, boolean failed) {
    Span span = withStatus(kind, status, sent, List.of());

    assertThat(READER.read(span, CanonicalField.FAILED)).isEqualTo(new BoolValue(failed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SERVER   | unset |                                | false |
          SERVER   | unset | http.status_code=404           | true  |
          SERVER   | unset | http.status_code=502           | true  | 502
          SERVER   | error | http.status_code=404           | true  | java.io.IOException
          SERVER   | error | error.type=timeout             | true  | timeout
          SERVER   | unset | rpc.grpc.status_code=14        | false | UNAVAILABLE
          CLIENT   | unset | http.status_code=404           | false | 404
          INTERNAL | error |                                | false | _OTHER
          INTERNAL | unset |                                | true  |
          """)
  void derivesTheErrorType(
      SpanKind kind,
      String status,
      @Nullable String sent,
      boolean withException,
      @Nullable String type) {
    Span span = withStatus(kind, status, sent, withException ? List.of(EXCEPTION) : List.of());

    assertThat(READER.readText(span, CanonicalField.ERROR_TYPE)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SERVER   | POST /v1/checkout | http.request.method=POST http.route=/v1/checkout | POST /v1/checkout
          SERVER   | /v1/checkout      | http.method=POST http.route=/v1/checkout | POST /v1/checkout
          SERVER   | x                 | http.route=/v1/checkout                  | /v1/checkout
          SERVER   | HTTP /x           | http.request.method=_OTHER http.route=/x | HTTP /x
          SERVER   | XYZZY /x          | http.method=XYZZY http.route=/x          | HTTP /x
          SERVER   | HTTP              | http.request.method=_OTHER url.path=/orders/17 | HTTP /orders/{id}
          SERVER   | Orders/Get        | rpc.service=shop.Orders rpc.method=Get   | shop.Orders/Get
          CONSUMER | orders process    | messaging.operation=deliver messaging.destination=orders | process orders
          PRODUCER | orders publish    | messaging.operation.type=send messaging.destination.name=orders.77 | send orders.77
          PRODUCER | x                 | messaging.destination.name=reply-4711    | send reply-{id}
          CLIENT   | x                 | messaging.destination.name=orders messaging.operation.name=ack | ack orders
          CLIENT   | x                 | messaging.destination.name=orders        | orders
          SERVER   | GET               | http.request.method=GET url.path=/orders/17 | GET /orders/{id}
          SERVER   | HTTP GET          | http.method=GET http.target=/orders/17?a=b | GET /orders/{id}
          SERVER   | GET /orders/17    | http.method=GET http.target=/orders/17   | GET /orders/{id}
          CLIENT   | GET               | http.request.method=GET url.template=/cards/{id} | GET /cards/{id}
          CLIENT   | GET               | http.request.method=GET                  | GET
          INTERNAL | report 17         |                                          | report {id}
          """)
  void namesTheEndpoint(SpanKind kind, String name, @Nullable String sent, String endpoint) {
    Span span = span(kind, name, attributes(sent == null ? "" : sent));

    assertThat(READER.readText(span, CanonicalField.ENDPOINT)).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SERVICE     |                                             | unknown_service
          SERVICE     | service.name=''                             | unknown_service
          SERVICE     | service.name=shop                           | shop
          SERVICE     | service.namespace=eu service.name=shop      | eu/shop
          ENVIRONMENT | deployment.environment=test                 | test
          ENVIRONMENT | deployment.environment=a deployment.environment.name=b | b
          VERSION     | service.version=2.1                         | 2.1
          INSTANCE    | service.instance.id=i host.name=h           | i
          INSTANCE    | k8s.pod.name=p host.name=h                  | p
          INSTANCE    | host.name=h                                 | h
          TENANT      | org.id=7                                    | 7
          """)
  void readsIdentityFromTheResource(CanonicalField field, @Nullable String sent, String expected) {
    Attributes resource = attributes(sent == null ? "" : sent);
    Span span =
        span(SpanKind.SERVER, "x", Attributes.empty(), SpanStatus.UNSET, List.of(), resource);

    assertThat(READER.readText(span, field)).isEqualTo(expected);
    assertThat(READER.readText(Sent.log(Attributes.empty(), resource), field)).isEqualTo(expected);
    assertThat(READER.readText(Resource.of(resource), field)).isEqualTo(expected);
  }

  @Test
  void tenantAndUserOfTheSpanComeBeforeTheResource() {
    Attributes sent = attributes("customer.id=span session.id=s enduser.id=u tenant=''");
    Attributes resource = attributes("tenant.id=resource user.id=r");
    Span span = span(SpanKind.SERVER, "x", sent, SpanStatus.UNSET, List.of(), resource);

    assertThat(READER.readText(span, CanonicalField.TENANT)).isEqualTo("span");
    assertThat(READER.readText(span, CanonicalField.USER)).isEqualTo("u");
    assertThat(READER.readText(Sent.log(sent, resource), CanonicalField.TENANT)).isEqualTo("span");
  }

  @ParameterizedTest
  @CsvSource({
    "method=GET uri=/items/{id} status=404 outcome=CLIENT_ERROR, GET /items/{id}, GET, 404",
    "method=GET uri=UNKNOWN status=404 outcome=CLIENT_ERROR,     name,            GET, 404",
    "method=GET uri=/items/7 status=404,                         name,            ,    ",
    "method=GET uri=/items/7 status=404 outcome=won,             name,            ,    ",
  })
  void readsSpringsObservationsByTheirOutcome(
      String sent, String endpoint, @Nullable String method, @Nullable String status) {
    Span server = span(SpanKind.SERVER, "name", attributes(sent));

    assertThat(READER.readText(server, CanonicalField.ENDPOINT)).isEqualTo(endpoint);
    assertThat(READER.readText(server, CanonicalField.HTTP_METHOD)).isEqualTo(method);
    assertThat(READER.readText(server, CanonicalField.HTTP_STATUS)).isEqualTo(status);
  }

  @Test
  void tenantKeysAreASetting() {
    CanonicalReader reader =
        new CanonicalReader(new IdentityKeys(List.of("mandant"), List.of("kunde")));
    Span span = span(SpanKind.SERVER, "x", attributes("tenant.id=a mandant=b"));

    assertThat(reader.readText(span, CanonicalField.TENANT)).isEqualTo("b");
    assertThat(reader.readText(span, CanonicalField.USER)).isNull();
  }

  @Test
  void readsWhatASpanIs() {
    Span span = span(SpanKind.CLIENT, "GET", Attributes.empty());

    assertThat(READER.readText(span, CanonicalField.TRACE_ID))
        .isEqualTo("00000000000000010000000000000002");
    assertThat(READER.read(span, CanonicalField.PARENT_SPAN_ID)).isNull();
    assertThat(READER.readText(span, CanonicalField.KIND)).isEqualTo("client");
    assertThat(READER.readText(span, CanonicalField.STATUS)).isEqualTo("unset");
    assertThat(READER.read(span, CanonicalField.STATUS_MESSAGE)).isNull();
    assertThat(READER.readNumber(span, CanonicalField.DURATION)).isEqualTo(250_000.0);
    assertThat(READER.readText(span, CanonicalField.SCOPE_NAME)).isEqualTo("test");
  }

  @Test
  void readsTheFirstExceptionEvent() {
    SpanEvent later =
        new SpanEvent(9, "exception", Attributes.ofStrings("exception.type", "Later"), 0);
    Span span =
        span(
            SpanKind.SERVER,
            "x",
            Attributes.empty(),
            SpanStatus.error(""),
            List.of(EXCEPTION, later),
            Attributes.empty());

    assertThat(READER.readText(span, CanonicalField.EXCEPTION_TYPE))
        .isEqualTo("java.io.IOException");
    assertThat(READER.readText(span, CanonicalField.EXCEPTION_MESSAGE)).isEqualTo("cut");
    assertThat(READER.read(span, CanonicalField.EXCEPTION_STACKTRACE)).isNull();
  }

  @Test
  void readsLogRecords() {
    LogRecord log =
        Sent.log(
            attributes("event.name=order.failed exception.type=Boom http.status_code=502"),
            Attributes.empty());

    assertThat(READER.readNumber(log, CanonicalField.SEVERITY)).isEqualTo(17.0);
    assertThat(READER.readText(log, CanonicalField.SEVERITY_TEXT)).isEqualTo("ERROR");
    assertThat(READER.readText(log, CanonicalField.BODY)).isEqualTo("card declined");
    assertThat(READER.readText(log, CanonicalField.EVENT_NAME)).isEqualTo("order.failed");
    assertThat(READER.readText(log, CanonicalField.EXCEPTION_TYPE)).isEqualTo("Boom");
    assertThat(READER.readNumber(log, CanonicalField.HTTP_STATUS)).isEqualTo(502.0);
    assertThat(READER.read(log, CanonicalField.TRACE_ID)).isNull();
    assertThat(READER.read(log, CanonicalField.FAILED)).isNull();
  }

  @Test
  void summarisesAQueryThatCameWithoutSummary() {
    Span old = span(SpanKind.CLIENT, "q", attributes("db.operation=SELECT db.sql.table=orders"));
    Span both = span(SpanKind.CLIENT, "q", attributes("db.operation=SELECT db.query.summary=own"));

    assertThat(READER.readText(old, CanonicalField.DB_QUERY_SUMMARY)).isEqualTo("SELECT orders");
    assertThat(READER.readText(both, CanonicalField.DB_QUERY_SUMMARY)).isEqualTo("own");
  }

  /** A span that carries every key of the table, with values each type can take. */
  @ParameterizedTest
  @EnumSource
  void valuesHaveTheFieldsType(CanonicalField field) {
    Attributes.Builder all = Attributes.builder();
    for (FieldRow row : SemconvTable.rows()) {
      String value = row.field().type() == FieldType.BOOL ? "true" : "12";
      row.spellings().forEach(spelling -> all.put(spelling.key(), value));
    }
    all.put("network.type", "ipv6");
    Attributes sent = all.build();
    Span span = span(SpanKind.SERVER, "x", sent, SpanStatus.error("m"), List.of(EXCEPTION), sent);
    AttributeValue value = READER.read(span, field);

    if (value != null) {
      switch (field.type()) {
        case TEXT -> assertThat(value).isInstanceOf(StringValue.class);
        case NUMBER -> assertThat(value).isInstanceOfAny(LongValue.class, DoubleValue.class);
        case BOOL -> assertThat(value).isInstanceOf(BoolValue.class);
      }
      assertThat(value.text()).isNotEmpty();
    }
    if (SemconvTable.findRow(field) != null) {
      assertThat(value).isNotNull();
    }
  }

  private static Span withStatus(
      SpanKind kind, String status, @Nullable String sent, List<SpanEvent> events) {
    SpanStatus spanStatus =
        switch (status) {
          case "error" -> SpanStatus.error("");
          case "ok" -> SpanStatus.OK;
          default -> SpanStatus.UNSET;
        };
    return span(
        kind, "x", attributes(sent == null ? "" : sent), spanStatus, events, Attributes.empty());
  }
}
