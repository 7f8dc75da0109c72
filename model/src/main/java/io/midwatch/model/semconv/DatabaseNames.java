package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Conversion.DB_SYSTEM;
import static io.midwatch.model.semconv.FieldRow.row;
import static io.midwatch.model.semconv.FieldRow.same;
import static io.midwatch.model.semconv.Spelling.of;

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
          same(
              CanonicalField.DB_NAMESPACE,
              "db.namespace",
              "db.name",
              "db.redis.database_index",
              "db.elasticsearch.cluster.name",
              "db.cassandra.keyspace",
              "db.hbase.namespace",
              "db.mssql.instance_name"),
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
          same(
              CanonicalField.DB_RESPONSE_STATUS,
              "db.response.status_code",
              "db.cosmosdb.status_code"));

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

  private DatabaseNames() {}

  static String systemName(String sent) {
    return RENAMED_SYSTEMS.getOrDefault(sent, sent);
  }
}
