package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.FieldRow.either;
import static io.midwatch.model.semconv.FieldRow.row;
import static io.midwatch.model.semconv.FieldRow.same;
import static io.midwatch.model.semconv.Spelling.of;

import java.util.List;

/**
 * Names of the code that ran, of functions as a service, of feature flags and of caches.
 *
 * <p>Source: semantic conventions, code, faas, cloud and feature_flag attributes registry with
 * their deprecated attributes; {@code cache.hit} is Sentry's, the conventions have none.
 */
final class CodeNames {
  static final List<FieldRow> ROWS =
      List.of(
          row(
              CanonicalField.CODE_FUNCTION,
              of("code.function.name"),
              of("code.function", Conversion.CODE_FUNCTION)),
          same(CanonicalField.CODE_FILE, "code.file.path", "code.filepath"),
          same(CanonicalField.CODE_LINE, "code.line.number", "code.lineno"),
          same(CanonicalField.CODE_COLUMN, "code.column.number", "code.column"),
          either(CanonicalField.FAAS_NAME, "faas.name"),
          either(CanonicalField.FAAS_TRIGGER, "faas.trigger"),
          either(CanonicalField.FAAS_INVOCATION_ID, "faas.invocation_id", "faas.execution"),
          either(CanonicalField.FAAS_COLD_START, "faas.coldstart"),
          either(CanonicalField.CLOUD_RESOURCE_ID, "cloud.resource_id", "faas.id"),
          same(CanonicalField.FLAG_KEY, "feature_flag.key"),
          same(
              CanonicalField.FLAG_VARIANT,
              "feature_flag.result.variant",
              "feature_flag.evaluation.variant",
              "feature_flag.variant"),
          same(CanonicalField.FLAG_VALUE, "feature_flag.result.value"),
          same(
              CanonicalField.FLAG_REASON,
              "feature_flag.result.reason",
              "feature_flag.evaluation.reason"),
          same(CanonicalField.FLAG_CONTEXT_ID, "feature_flag.context.id"),
          same(
              CanonicalField.FLAG_PROVIDER,
              "feature_flag.provider.name",
              "feature_flag.system",
              "feature_flag.provider_name"),
          same(CanonicalField.FLAG_SET_ID, "feature_flag.set.id"),
          same(CanonicalField.FLAG_VERSION, "feature_flag.version"),
          same(
              CanonicalField.FLAG_ERROR,
              "feature_flag.error.message",
              "feature_flag.evaluation.error.message"),
          same(CanonicalField.CACHE_HIT, "cache.hit"));

  private CodeNames() {}
}
