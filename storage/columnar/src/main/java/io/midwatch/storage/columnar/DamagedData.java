package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.file.Damage;
import io.midwatch.storage.columnar.file.UnreadableFile;
import io.midwatch.storage.contract.StoreException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of the data folder cannot be read: logged when it is found, and kept. Thread-safe. */
final class DamagedData {
  private static final Logger log = LoggerFactory.getLogger(DamagedData.class);

  private final List<String> problems = new CopyOnWriteArrayList<>();

  void note(StoreException problem) {
    note(String.valueOf(problem.getMessage()));
  }

  void note(String problem) {
    problems.add(problem);
    log.atError().addKeyValue("problem", problem).log("data cannot be read");
  }

  /** In the order they were found. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** One signal's damaged segments as questions see them. */
  Damage in(RowSignal<?> signal) {
    return in(signal::broken, signal::takeOut, signal::isOut);
  }

  /** The same, of where they are kept. */
  Damage in(
      Supplier<List<Broken>> broken,
      Function<StoreException, @Nullable Broken> takeOut,
      Predicate<StoreException> isOut) {
    return new Damage() {
      @Override
      public List<UnreadableFile> files() {
        return broken.get().stream().map(Broken::file).toList();
      }

      @Override
      public boolean takeOut(StoreException failure) {
        if (takeOut.apply(failure) == null) {
          return isOut.test(failure);
        }
        note(failure);
        return true;
      }
    };
  }
}
