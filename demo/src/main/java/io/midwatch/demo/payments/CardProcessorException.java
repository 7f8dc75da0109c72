package io.midwatch.demo.payments;

import org.jspecify.annotations.Nullable;

/** The card processor gave no usable answer. */
final class CardProcessorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CardProcessorException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
