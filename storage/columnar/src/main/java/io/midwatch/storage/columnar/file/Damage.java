package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.StoreException;
import java.util.List;

/** Which files of some signal cannot be read. Thread-safe. */
public interface Damage {
  /** Nothing is damaged, and what fails is the question's failure. */
  Damage NONE =
      new Damage() {
        @Override
        public List<UnreadableFile> files() {
          return List.of();
        }

        @Override
        public boolean takeOut(StoreException failure) {
          return false;
        }
      };

  List<UnreadableFile> files();

  /**
   * Leaves the file that a failed question names out of all further questions.
   *
   * @return whether the failure was about a file; then the question may be asked again
   */
  boolean takeOut(StoreException failure);
}
