package io.midwatch.ui.shell;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** Sends every page through {@link ShownTextHandler}, whatever its template does. */
@Component
final class ShownTextDialect implements IPostProcessorDialect {
  @Override
  public String getName() {
    return "shown text";
  }

  @Override
  public int getDialectPostProcessorPrecedence() {
    return 1_000;
  }

  @Override
  public Set<IPostProcessor> getPostProcessors() {
    return Set.of(new PostProcessor(TemplateMode.HTML, ShownTextHandler.class, 1_000));
  }
}
