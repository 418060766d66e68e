package dev.kymo.studio.view.shell;

/**
 * What the toolbar and the keys make the window do.
 *
 * @param export opens the export dialog
 * @param resetMotion puts every band back as trained
 * @param showRange shows the whole range on the timeline
 * @param fullPreview gives the preview the screen to itself, or no longer
 * @param fullScreen fills the screen with the window, or no longer
 * @param theme dark, or light
 * @param compare shows the unedited motion beside the edited, or no longer
 * @param loadLatents takes the latents of a file
 * @param saveLatents saves the latents of the edit
 * @param shortcuts shows the sheet of shortcuts
 * @param about says what this is
 * @param quit closes the window
 * @param runs shows the training runs, or the editor again
 * @param train opens the wizard of a new run
 * @param footage asks for footage and makes it ready to be learned
 * @param preferences shows what can be chosen once for all projects
 */
record WindowCommands(
    Runnable export,
    Runnable resetMotion,
    Runnable showRange,
    Runnable fullPreview,
    Runnable fullScreen,
    Runnable theme,
    Runnable compare,
    Runnable loadLatents,
    Runnable saveLatents,
    Runnable shortcuts,
    Runnable about,
    Runnable quit,
    Runnable runs,
    Runnable train,
    Runnable footage,
    Runnable preferences) {}
