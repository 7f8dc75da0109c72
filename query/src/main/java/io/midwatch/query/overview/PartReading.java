package io.midwatch.query.overview;

import io.midwatch.query.window.Listed;
import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.Completeness;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads part by part; one that the store cannot read stands empty, with the reason. */
final class PartReading {
  private static final System.Logger LOG = System.getLogger(PartReading.class.getName());

  private final Map<OverviewPart, String> unread = new EnumMap<>(OverviewPart.class);
  private Completeness completeness = Completeness.exact(0);

  /** The answer, null when the store has none. */
  <T> @Nullable T read(OverviewPart part, Supplier<T> question, Function<T, Completeness> trustOf) {
    try {
      T answer = question.get();
      completeness = completeness.and(trustOf.apply(answer));
      return answer;
    } catch (AbandonedException gone) {
      throw gone;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, part.title() + " of the overview: not read", e);
      String reason = "The store could not be read: " + e.getMessage();
      unread.put(part, reason);
      completeness =
          completeness.and(
              new Completeness(false, false, 0, List.of(part.title() + ": " + reason)));
      return null;
    }
  }

  /** The rows, none when the store has no answer. */
  <T> List<T> rows(OverviewPart part, Supplier<Listed<T>> question) {
    Listed<T> answer = read(part, question, Listed::completeness);
    return answer == null ? List.of() : answer.rows();
  }

  Completeness completeness() {
    return completeness;
  }

  /** Why parts were not read. */
  Map<OverviewPart, String> unread() {
    return unread;
  }
}
