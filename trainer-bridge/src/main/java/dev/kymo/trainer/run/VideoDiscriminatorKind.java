package dev.kymo.trainer.run;

/** Which discriminator judges motion (docs/model.md section 4), under its published name. */
public enum VideoDiscriminatorKind {
  /** Two frames and the difference of their times. */
  DELTA("DeltaVideoDiscriminator"),
  /** The whole clip in 3-D, one logit. */
  VIDEO("VideoDiscriminator"),
  /** The whole clip in 3-D, one logit for each patch, averaged. */
  PATCH_VIDEO("PatchVideoDiscriminator");

  private final String publishedName;

  VideoDiscriminatorKind(String publishedName) {
    this.publishedName = publishedName;
  }

  /** The name that the public code uses in its options. */
  public String publishedName() {
    return publishedName;
  }
}
