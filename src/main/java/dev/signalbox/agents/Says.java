package dev.signalbox.agents;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field of a request or an answer means, for those who write clients. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Says {

  String value();

  /** The field's name where it cannot be the component's. */
  String name() default "";

  /** The least and the most a number may be, both inclusive. */
  int min() default 0;

  int max() default Integer.MAX_VALUE;

  /** The most characters a text, or each text of a list, may have; told here, held by the rules. */
  int chars() default 0;

  /** The most entries a list may have; told here, held by the rules. */
  int items() default 0;
}
