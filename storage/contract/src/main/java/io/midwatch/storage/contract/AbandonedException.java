package io.midwatch.storage.contract;

/** Nobody waits for the answer any more, so that the store gave the question up. */
public final class AbandonedException extends StoreException {
  private static final long serialVersionUID = 1L;

  public AbandonedException() {
    super("nobody waits for the answer any more");
  }
}
