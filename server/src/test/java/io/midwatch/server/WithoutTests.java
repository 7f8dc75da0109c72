package io.midwatch.server;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What is built, without tests, whether they lie in folders or in the jar of a module's tests. */
final class WithoutTests implements ImportOption {
  private final ImportOption noTestFolders = new ImportOption.DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return noTestFolders.includes(location) && !location.contains("-tests.jar");
  }
}
