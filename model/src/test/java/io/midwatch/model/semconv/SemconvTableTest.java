package io.midwatch.model.semconv;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.SpanKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table in the five ways an agent can send it, and every value that changed. */
class SemconvTableTest {

  /** Two spellings of one row that one span can carry, the newer one first. */
  record Pair(FieldRow row, Spelling newer, Spelling older, SpanKind kind) {
    @Override
    public String toString() {
      return row.field() + ": " + newer.key() + " ← " + older.key();
    }
  }

  static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (FieldRow row : SemconvTable.rows()) {
      List<Spelling> spellings = row.spellings();
      for (int older = 1; older < spellings.size(); older++) {
        for (int newer = 0; newer < older; newer++) {
          Spelling a = spellings.get(newer);
          Spelling b = spellings.get(older);
          if (a.key().equals(b.key())) {
            continue;
          }
          for (SpanKind kind : SpanKind.values()) {
            if (a.side().holdsOn(kind) && b.side().holdsOn(kind)) {
              pairs.add(new Pair(row, a, b, kind));
              break;
            }
          }
        }
      }
    }
    return pairs;
  }

  /** Two different samples a conversion understands, as sent and as read. */
  record Sample(AttributeValue sent, AttributeValue read) {}

  static Sample sample(FieldRow row, Spelling spelling, int which) {
    String[][] samples =
        switch (spelling.conversion()) {
          case AS_SENT, OBSERVATION ->
              switch (row.field().type()) {
                case NUMBER -> new String[][] {{"17", "17"}, {"18", "18"}};
                case BOOL -> new String[][] {{"true", "true"}, {"false", "false"}};
                case TEXT -> new String[][] {{"one", "one"}, {"two", "two"}};
              };
          case DB_SYSTEM ->
              new String[][] {{"mssql", "microsoft.sql_server"}, {"postgresql", "postgresql"}};
          case MESSAGING_OPERATION -> new String[][] {{"publish", "send"}, {"deliver", "process"}};
          case RPC_SYSTEM -> new String[][] {{"apache_dubbo", "dubbo"}, {"grpc", "grpc"}};
          case RPC_METHOD -> new String[][] {{"a.B/c", "a.B/c"}, {"a.B/d", "a.B/d"}};
          case GRPC_STATUS, RPC_STATUS ->
              new String[][] {{"14", "UNAVAILABLE"}, {"5", "NOT_FOUND"}};
          case PATH_OF_TARGET, QUERY_OF_TARGET ->
              spelling.conversion() == Conversion.PATH_OF_TARGET
                  ? new String[][] {{"/a?b=c", "/a"}, {"/d", "/d"}}
                  : new String[][] {{"/a?b=c", "b=c"}, {"/d?e=f", "e=f"}};
          case HOST_OF_AUTHORITY -> new String[][] {{"one:80", "one"}, {"[::1]:81", "::1"}};
          case PORT_OF_AUTHORITY -> new String[][] {{"one:80", "80"}, {"[::1]:81", "81"}};
          case HOST_OF_URL -> new String[][] {{"http://u@one:80/", "one"}, {"ftp://two", "two"}};
          case PORT_OF_URL -> new String[][] {{"http://u@one:80/", "80"}, {"ftp://two:81", "81"}};
          case PROTOCOL_VERSION -> new String[][] {{"2.0", "2"}, {"1.1", "1.1"}};
          case TRANSPORT -> new String[][] {{"ip_tcp", "tcp"}, {"unix", "unix"}};
          case NETWORK_TYPE -> new String[][] {{"inet", "ipv4"}, {"ipv6", "ipv6"}};
          case DB_NAMESPACE -> new String[][] {{"orders|public", "orders"}, {"stock", "stock"}};
          case CODE_FUNCTION -> new String[][] {{"Shop.pay", "Shop.pay"}, {"pay", "pay"}};
          case MILLIS_TO_NANOS -> new String[][] {{"250", "250000000"}, {"3", "3000000"}};
        };
    String read = samples[which][1];
    return new Sample(
        AttributeValue.of(samples[which][0]),
        switch (row.field().type()) {
          case NUMBER -> AttributeValue.of(Long.parseLong(read));
          case BOOL -> AttributeValue.of(Boolean.parseBoolean(read));
          case TEXT -> AttributeValue.of(read);
        });
  }

  static @Nullable AttributeValue read(FieldRow row, SpanKind kind, Attributes.Builder attributes) {
    Attributes sent = attributes.put("outcome", "SUCCESS").build(); // for what it has to be beside
    Attributes none = Attributes.empty();
    return row.place() == FieldRow.Place.RESOURCE
        ? SemconvTable.read(row.field(), kind, none, sent)
        : SemconvTable.read(row.field(), kind, sent, none);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void readsNewestSpellingThatHasAValue(Pair pair) {
    Sample newer = sample(pair.row(), pair.newer(), 0);
    Sample older = sample(pair.row(), pair.older(), 1);
    Sample same = sample(pair.row(), pair.older(), 0);
    String newKey = pair.newer().key();
    String oldKey = pair.older().key();

    assertThat(read(pair.row(), pair.kind(), Attributes.builder().put(oldKey, older.sent())))
        .as("old name only")
        .isEqualTo(older.read());
    assertThat(read(pair.row(), pair.kind(), Attributes.builder().put(newKey, newer.sent())))
        .as("new name only")
        .isEqualTo(newer.read());
    assertThat(
            read(
                pair.row(),
                pair.kind(),
                Attributes.builder().put(oldKey, same.sent()).put(newKey, newer.sent())))
        .as("both, equal")
        .isEqualTo(newer.read());
    assertThat(
            read(
                pair.row(),
                pair.kind(),
                Attributes.builder().put(oldKey, older.sent()).put(newKey, newer.sent())))
        .as("both, different: the new one wins")
        .isEqualTo(newer.read());
    assertThat(
            read(
                pair.row(),
                pair.kind(),
                Attributes.builder().put(newKey, "").put(oldKey, older.sent())))
        .as("empty new value: the old one wins")
        .isEqualTo(older.read());
  }

  static List<FieldRow> rows() {
    return SemconvTable.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readingWhatWasReadChangesNothing(FieldRow row) {
    Spelling newest = row.spellings().getFirst();
    for (int which = 0; which < 2; which++) {
      AttributeValue once = sample(row, newest, which).read();
      AttributeValue twice = newest.conversion().convert(once, Attributes.empty());
      boolean ownName = !newest.key().equals(row.field().key());
      if (!ownName) {
        assertThat(TypedValue.of(twice, row.field().type())).isEqualTo(once);
      }
      assertThat(ownName).isEqualTo(row.field() == CanonicalField.MESSAGING_QUEUE_TIME);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void absentAttributesAreNoValue(FieldRow row) {
    assertThat(read(row, SpanKind.SERVER, Attributes.builder())).isNull();
  }

  /** The value changes of the migration guides, written out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          DB_SYSTEM ; db.system=adabas              ; softwareag.adabas
          DB_SYSTEM ; db.system=cache               ; intersystems.cache
          DB_SYSTEM ; db.system=intersystems_cache  ; intersystems.cache
          DB_SYSTEM ; db.system=cosmosdb            ; azure.cosmosdb
          DB_SYSTEM ; db.system=db2                 ; ibm.db2
          DB_SYSTEM ; db.system=dynamodb            ; aws.dynamodb
          DB_SYSTEM ; db.system=firebird            ; firebirdsql
          DB_SYSTEM ; db.system=h2                  ; h2database
          DB_SYSTEM ; db.system=hanadb              ; sap.hana
          DB_SYSTEM ; db.system=informix            ; ibm.informix
          DB_SYSTEM ; db.system=ingres              ; actian.ingres
          DB_SYSTEM ; db.system=maxdb               ; sap.maxdb
          DB_SYSTEM ; db.system=mssql               ; microsoft.sql_server
          DB_SYSTEM ; db.system.name=mssql          ; microsoft.sql_server
          DB_SYSTEM ; db.system.name=microsoft.sql_server ; microsoft.sql_server
          DB_SYSTEM ; db.system.name=firebird       ; firebirdsql
          DB_SYSTEM ; db.system=netezza             ; ibm.netezza
          DB_SYSTEM ; db.system=oracle              ; oracle.db
          DB_SYSTEM ; db.system=redshift            ; aws.redshift
          DB_SYSTEM ; db.system=spanner             ; gcp.spanner
          DB_SYSTEM ; db.system=vertica             ; vertica
          DB_SYSTEM ; db.system=postgresql          ; postgresql
          DB_NAMESPACE ; db.redis.database_index=3  ; 3
          DB_COLLECTION ; db.sql.table=orders       ; orders
          DB_NAMESPACE ; db.system.name=postgresql db.namespace=orders|demo ; orders
          DB_NAMESPACE ; db.system=postgresql db.name=orders|demo ; orders
          DB_NAMESPACE ; db.system.name=microsoft.sql_server db.namespace=node-1|orders ; orders
          DB_NAMESPACE ; db.system=mssql db.namespace=node-1|orders|dbo ; orders
          DB_NAMESPACE ; db.system=mssql db.name=orders ; orders
          DB_NAMESPACE ; db.namespace=|demo db.name=orders ; orders
          HTTP_STATUS ; http.status_code=502        ; 502
          HTTP_REQUEST_SIZE ; http.request_content_length=17 ; 17
          NETWORK_TRANSPORT ; net.transport=ip_udp  ; udp
          NETWORK_TRANSPORT ; net.transport=inproc  ; inproc
          NETWORK_TYPE ; net.sock.family=inet6      ; ipv6
          MESSAGING_DESTINATION_TEMPORARY ; messaging.temp_destination=true ; true
          CODE_FUNCTION ; code.function=pay code.namespace=com.shop.Checkout ; com.shop.Checkout.pay
          CODE_FUNCTION ; code.function=a.B.pay code.namespace=a.B ; a.B.pay
          CODE_FUNCTION ; code.function.name=a.B.pay code.namespace=x ; a.B.pay
          CODE_LINE ; code.lineno=17                ; 17
          FLAG_VARIANT ; feature_flag.variant=blue  ; blue
          FLAG_PROVIDER ; feature_flag.provider_name=flagd ; flagd
          FAAS_COLD_START ; faas.coldstart=true     ; true
          FAAS_INVOCATION_ID ; faas.execution=af97  ; af97
          USER_ROLES ; enduser.role=admin           ; admin
          HTTP_RESEND_COUNT ; http.retry_count=2    ; 2
          URL_PATH  ; http.target=/pay?card=1?x     ; /pay
          URL_QUERY ; http.target=/pay?card=1?x     ; card=1?x
          NETWORK_PROTOCOL_VERSION ; http.flavor=3.0 ; 3
          NETWORK_PROTOCOL_VERSION ; http.flavor=1.1 ; 1.1
          SERVER_ADDRESS ; http.host=shop:8080      ; shop
          SERVER_PORT ; http.host=shop:8080         ; 8080
          SERVER_ADDRESS ; http.host=fe80::1        ; fe80::1
          SERVER_ADDRESS ; db.connection_string=postgresql://db-1:5432 ; db-1
          SERVER_PORT ; db.connection_string=postgresql://db-1:5432 ; 5432
          SERVER_ADDRESS ; http.url=https://card.example/pay ; card.example
          PEER_SERVICE ; peer.service=cards         ; cards
          MESSAGING_OPERATION_TYPE ; messaging.operation=publish ; send
          MESSAGING_OPERATION_TYPE ; messaging.operation.type=deliver ; process
          MESSAGING_OPERATION_TYPE ; messaging.operation=receive ; receive
          MESSAGING_OPERATION_NAME ; messaging.operation=deliver ; process
          MESSAGING_OPERATION_NAME ; messaging.operation.name=ack ; ack
          MESSAGING_PARTITION ; messaging.kafka.destination.partition=7 ; 7
          MESSAGING_CONSUMER_GROUP ; messaging.kafka.consumer.group=etl ; etl
          MESSAGING_QUEUE_TIME ; kafka.record.queue_time_ms=1500 ; 1500000000
          RPC_SYSTEM ; rpc.system=connect_rpc       ; connectrpc
          RPC_METHOD ; rpc.service=shop.Orders rpc.method=Get ; shop.Orders/Get
          RPC_METHOD ; rpc.service=Other rpc.method=shop.Orders/Get ; shop.Orders/Get
          RPC_METHOD ; rpc.method=Get               ; Get
          RPC_STATUS ; rpc.grpc.status_code=0       ; OK
          RPC_STATUS ; rpc.grpc.status_code=4       ; DEADLINE_EXCEEDED
          RPC_STATUS ; rpc.grpc.status_code=14      ; UNAVAILABLE
          RPC_STATUS ; rpc.grpc.status_code=16      ; UNAUTHENTICATED
          RPC_STATUS ; rpc.grpc.status_code=17      ; 17
          RPC_STATUS ; rpc.status_code=UNAVAILABLE  ; UNAVAILABLE
          RPC_STATUS ; rpc.response.status_code=INTERNAL ; INTERNAL
          RPC_STATUS ; rpc.status_code=1 rpc.system.name=jsonrpc ; 1
          RPC_STATUS ; rpc.status_code=1 rpc.system=grpc ; CANCELLED
          """)
  void convertsChangedValues(CanonicalField field, String sent, String expected) {
    AttributeValue value =
        SemconvTable.read(field, SpanKind.CLIENT, Sent.attributes(sent), Attributes.empty());

    assertThat(text(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          net.peer.name=a net.host.name=b | CLIENT   | a |
          net.peer.name=a net.host.name=b | CONSUMER | a |
          net.peer.name=a net.host.name=b | SERVER   | b | a
          net.sock.peer.addr=a            | CLIENT   |   |
          net.sock.peer.addr=a            | SERVER   |   | a
          http.client_ip=c net.peer.name=a net.host.name=b | SERVER | b | c
          """)
  void peerIsTheOtherEnd(
      String sent, SpanKind kind, @Nullable String serverAddress, @Nullable String clientAddress) {
    Attributes attributes = Sent.attributes(sent);
    Attributes none = Attributes.empty();

    assertThat(text(SemconvTable.read(CanonicalField.SERVER_ADDRESS, kind, attributes, none)))
        .isEqualTo(serverAddress);
    assertThat(text(SemconvTable.read(CanonicalField.CLIENT_ADDRESS, kind, attributes, none)))
        .isEqualTo(clientAddress);
  }

  @Test
  void producersGroupIsNoConsumerGroup() {
    Attributes sent = Sent.attributes("messaging.rocketmq.client_group=g");
    CanonicalField field = CanonicalField.MESSAGING_CONSUMER_GROUP;

    assertThat(SemconvTable.read(field, SpanKind.PRODUCER, sent, Attributes.empty())).isNull();
    assertThat(text(SemconvTable.read(field, SpanKind.CONSUMER, sent, Attributes.empty())))
        .isEqualTo("g");
  }

  @Test
  void valueOfTheWrongTypeGivesWayToTheOlderName() {
    Attributes sent =
        Attributes.builder()
            .put("http.response.status_code", "teapot")
            .put("http.status_code", 418.0)
            .build();

    assertThat(
            SemconvTable.read(
                CanonicalField.HTTP_STATUS, SpanKind.SERVER, sent, Attributes.empty()))
        .isEqualTo(AttributeValue.of(418L));
  }

  @Test
  void aRowOfEitherPlaceAsksTheRecordFirst() {
    Attributes record = Sent.attributes("vcs.repository.ref.revision=old");
    Attributes resource = Sent.attributes("vcs.ref.head.revision=new");
    CanonicalField field = CanonicalField.VCS_REVISION;

    assertThat(text(SemconvTable.read(field, SpanKind.SERVER, record, resource))).isEqualTo("old");
    assertThat(text(SemconvTable.read(field, SpanKind.SERVER, Attributes.empty(), resource)))
        .isEqualTo("new");
  }

  @Test
  void findsFieldsOfAnySpelling() {
    assertThat(SemconvTable.fieldsOf("http.status_code"))
        .containsExactly(CanonicalField.HTTP_STATUS);
    assertThat(SemconvTable.fieldsOf("http.target"))
        .containsExactly(CanonicalField.URL_PATH, CanonicalField.URL_QUERY);
    assertThat(SemconvTable.fieldsOf("order.id")).isEmpty();
  }

  private static @Nullable String text(@Nullable AttributeValue value) {
    return value == null ? null : value.text();
  }
}
