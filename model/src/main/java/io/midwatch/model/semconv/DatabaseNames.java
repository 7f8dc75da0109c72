package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Conversion.DB_NAMESPACE;
import static io.midwatch.model.semconv.Conversion.DB_SYSTEM;
import static io.midwatch.model.semconv.FieldRow.row;
import static io.midwatch.model.semconv.FieldRow.same;
import static io.midwatch.model.semconv.Spelling.of;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import java.util.List;
import java.util.Map;

/**
 * Names of database calls, and the database systems that were renamed.
 *
 * <p>Source: semantic conventions, "Database semantic convention stability migration".
 */
final class DatabaseNames {
  static final List<FieldRow> ROWS =
      List.of(
          row(
              CanonicalField.DB_SYSTEM,
              of("db.system.name", DB_SYSTEM),
              of("db.system", DB_SYSTEM)),
          row(
              CanonicalField.DB_NAMESPACE,
              of("db.namespace", DB_NAMESPACE),
              of("db.name", DB_NAMESPACE),
              of("db.redis.database_index"),
              of("db.elasticsearch.cluster.name"),
              of("db.cassandra.keyspace"),
              of("db.hbase.namespace"),
              of("db.mssql.instance_name")),
          same(CanonicalField.DB_QUERY_TEXT, "db.query.text", "db.statement"),
          same(CanonicalField.DB_QUERY_SUMMARY, "db.query.summary"),
          same(CanonicalField.DB_OPERATION, "db.operation.name", "db.operation"),
          same(
              CanonicalField.DB_COLLECTION,
              "db.collection.name",
              "db.sql.table",
              "db.mongodb.collection",
              "db.cassandra.table",
              "db.cosmosdb.container"),
          same(CanonicalField.DB_BATCH_SIZE, "db.operation.batch.size"),
          same(CanonicalField.DB_STORED_PROCEDURE, "db.stored_procedure.name"),
          same(
              CanonicalField.DB_RESPONSE_STATUS,
              "db.response.status_code",
              "db.cosmosdb.status_code"),
          same(CanonicalField.DB_RETURNED_ROWS, "db.response.returned_rows"));

  /** Old system → new system. Systems removed without a successor stay as they come. */
  static final Map<String, String> RENAMED_SYSTEMS =
      Map.ofEntries(
          Map.entry("adabas", "softwareag.adabas"),
          Map.entry("cache", "intersystems.cache"),
          Map.entry("intersystems_cache", "intersystems.cache"),
          Map.entry("cosmosdb", "azure.cosmosdb"),
          Map.entry("db2", "ibm.db2"),
          Map.entry("dynamodb", "aws.dynamodb"),
          Map.entry("firebird", "firebirdsql"),
          Map.entry("h2", "h2database"),
          Map.entry("hanadb", "sap.hana"),
          Map.entry("informix", "ibm.informix"),
          Map.entry("ingres", "actian.ingres"),
          Map.entry("maxdb", "sap.maxdb"),
          Map.entry("mssql", "microsoft.sql_server"),
          Map.entry("netezza", "ibm.netezza"),
          Map.entry("oracle", "oracle.db"),
          Map.entry("redshift", "aws.redshift"),
          Map.entry("spanner", "gcp.spanner"));

  /** What {@link #database} looks up. */
  static final List<String> SYSTEM_KEYS = List.of("db.system.name", "db.system");

  private DatabaseNames() {}

  /**
   * The database of a namespace of several parts. Newer agents join what older ones left out, each
   * system in its own order, and the same database must not be two:
   *
   * <pre>
   * postgresql            orders|public      → orders     database, then schema
   * microsoft.sql_server  node-1|orders      → orders     instance, then database
   * postgresql            |public            → (nothing)  only the schema is known
   * </pre>
   */
  static String database(String namespace, Attributes all) {
    int bar = namespace.indexOf('|');
    if (bar < 0) {
      return namespace;
    }
    if (!isSqlServer(all)) {
      return namespace.substring(0, bar);
    }
    int next = namespace.indexOf('|', bar + 1);
    return namespace.substring(bar + 1, next < 0 ? namespace.length() : next);
  }

  private static boolean isSqlServer(Attributes all) {
    for (String key : SYSTEM_KEYS) {
      AttributeValue system = all.find(key);
      if (system != null && !system.text().isEmpty()) {
        return systemName(system.text()).equals("microsoft.sql_server");
      }
    }
    return false;
  }

  static String systemName(String sent) {
    return RENAMED_SYSTEMS.getOrDefault(sent, sent);
  }
}
