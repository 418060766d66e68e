package dev.kymo.trainer.run;

/** Which discriminator judges single images (docs/model.md section 4), under its published name. */
public enum ImageDiscriminatorKind {
  /** Down to 4 x 4, minibatch standard deviation, one logit. */
  IMAGE("ImageDiscriminator"),
  /** One logit for each patch, averaged. */
  PATCH_IMAGE("PatchImageDiscriminator");

  private final String publishedName;

  ImageDiscriminatorKind(String publishedName) {
    this.publishedName = publishedName;
  }

  /** The name that the public code uses in its options. */
  public String publishedName() {
    return publishedName;
  }
}
