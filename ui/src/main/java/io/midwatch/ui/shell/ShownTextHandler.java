package io.midwatch.ui.shell;

import io.midwatch.ui.format.ShownText;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;

/**
 * Keeps what was sent readable and bounded on any page: texts and the attributes that people read
 * are cut and made {@linkplain ShownText visible}; a link longer than the server would take is left
 * out. What it sees is escaped already. One for each page.
 *
 * <pre>
 * &lt;a href="/services/xxx…" title="xxx…"&gt;xxx…&lt;/a&gt;   a name of a megabyte: no href, title and text of 2,000
 * </pre>
 */
public final class ShownTextHandler extends AbstractTemplateHandler {
  /** Of a name or a sentence. */
  static final int LONGEST = 2_000;

  /** Of a text in lines of its own, which the page itself cuts at 10,000 before it is escaped. */
  static final int LONGEST_BLOCK = 70_000;

  private static final Set<String> BLOCKS = Set.of("pre", "dd", "textarea", "script");
  private static final Set<String> READ = Set.of("title", "aria-label", "alt", "placeholder");
  private static final Set<String> LINKS = Set.of("href", "hx-get", "action");

  private @Nullable IModelFactory models;
  private int blocks;

  @Override
  public void setContext(ITemplateContext context) {
    super.setContext(context);
    models = context.getModelFactory();
  }

  @Override
  public void handleText(IText text) {
    int most = blocks > 0 ? LONGEST_BLOCK : LONGEST;
    if (models != null && (text.length() > most || ShownText.hides(text))) {
      super.handleText(models.createText(shown(text.getText(), most)));
    } else {
      super.handleText(text);
    }
  }

  @Override
  public void handleOpenElement(IOpenElementTag tag) {
    blocks += BLOCKS.contains(tag.getElementCompleteName()) ? 1 : 0;
    super.handleOpenElement(shown(tag));
  }

  @Override
  public void handleStandaloneElement(IStandaloneElementTag tag) {
    super.handleStandaloneElement(shown(tag));
  }

  @Override
  public void handleCloseElement(ICloseElementTag tag) {
    blocks -= BLOCKS.contains(tag.getElementCompleteName()) ? 1 : 0;
    super.handleCloseElement(tag);
  }

  private <T extends IProcessableElementTag> T shown(T tag) {
    T changed = tag;
    for (IAttribute attribute : tag.getAllAttributes()) {
      String value = attribute.getValue();
      String name = attribute.getAttributeCompleteName();
      if (value == null || models == null) {
        continue;
      }
      if (value.length() > Link.LONGEST && LINKS.contains(name)) {
        changed = models.removeAttribute(changed, name);
      } else if (READ.contains(name) && (value.length() > LONGEST || ShownText.hides(value))) {
        changed = models.setAttribute(changed, name, shown(value, LONGEST));
      }
    }
    return changed;
  }

  /** Cuts what is escaped between its characters, not within {@code &lt;}. */
  private static String shown(String escaped, int most) {
    if (escaped.length() <= most) {
      return ShownText.visible(escaped);
    }
    int end = ShownText.end(escaped, most);
    int reference = escaped.lastIndexOf('&', end - 1);
    boolean within = reference >= 0 && escaped.indexOf(';', reference) >= end;
    return ShownText.visible(escaped.substring(0, within ? reference : end)) + "…";
  }
}
