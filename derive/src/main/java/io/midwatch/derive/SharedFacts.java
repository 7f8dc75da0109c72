package io.midwatch.derive;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that many spans have in common, read together: all but those that tell one request
 * from the next. Immutable.
 */
final class SharedFacts {
  /** How spans share them. */
  static final CanonicalSpan.Shared<SharedFacts> OF =
      new CanonicalSpan.Shared<>() {
        @Override
        public Set<CanonicalField> fields() {
          return FIELDS;
        }

        @Override
        public SharedFacts compute(CanonicalSpan span) {
          return new SharedFacts(span);
        }
      };

  private static final Set<CanonicalField> FIELDS =
      Collections.unmodifiableSet(
          EnumSet.of(
              CanonicalField.SERVICE,
              CanonicalField.ENVIRONMENT,
              CanonicalField.VERSION,
              CanonicalField.FAILED,
              CanonicalField.HTTP_METHOD,
              CanonicalField.HTTP_STATUS,
              CanonicalField.RPC_SYSTEM,
              CanonicalField.RPC_STATUS,
              CanonicalField.DB_SYSTEM,
              CanonicalField.DB_NAMESPACE,
              CanonicalField.SERVER_ADDRESS,
              CanonicalField.MESSAGING_DESTINATION,
              CanonicalField.MESSAGING_SYSTEM,
              CanonicalField.MESSAGING_OPERATION_TYPE));

  /** By ordinal of the field. */
  private final @Nullable AttributeValue[] values =
      new @Nullable AttributeValue[CanonicalField.values().length];

  private SharedFacts(CanonicalSpan span) {
    for (CanonicalField field : FIELDS) {
      values[field.ordinal()] = span.read(field);
    }
  }

  /** Whether the field is one of these. */
  static boolean hold(CanonicalField field) {
    return FIELDS.contains(field);
  }

  /** One of these fields, null when the span does not say. */
  @Nullable AttributeValue read(CanonicalField field) {
    return values[field.ordinal()];
  }
}
