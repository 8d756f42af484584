# How the user feels: told by those who want to, kept on this computer, never a diagnosis.

feelings-today = How do you feel today?
feelings-today-note = Only if you like. What you note stays on this computer, and you can delete it.
feelings-where = Does anything ache? Where?
feelings-how-much = How much, from 0 (nothing) to 10 (the worst you can imagine)?
feelings-body = Body from behind
feelings-nowhere = nowhere
feelings-keep = Keep this note
feelings-kept = Noted. Thank you.
feelings-kept-note = Below it stands beside how you sat. If something aches for weeks, or gets worse, please ask a doctor or a physiotherapist.

feelings-place-head = Head
feelings-place-neck = Neck
feelings-place-left-shoulder = Left shoulder
feelings-place-right-shoulder = Right shoulder
feelings-place-upper-back = Upper back
feelings-place-lower-back = Lower back
feelings-place-left-arm = Left arm
feelings-place-right-arm = Right arm
feelings-place-chest = Chest
feelings-chest = For an ache in the chest, please look at the questions below first.

feelings-intensity = { $value } of 10, { $name }
feelings-none = nothing
feelings-mild = mild
feelings-moderate = moderate
feelings-severe = strong

feelings-red-flags = Does any of this apply to you?
feelings-red-flags-with = Together with it, is there
feelings-red-flags-is = Or is there
feelings-answered = a question answered
feelings-with-red-flags = with signs for a professional

# Advice. No diagnosis, and no promise.
feelings-at-once = Please get medical help now
    .what = What you noted can have causes that should be looked at without delay. Call a doctor or the emergency number.
feelings-soon = Please ask a doctor or a physiotherapist
    .what = What you noted is best looked at by a professional before you go on with exercises. It need not be anything serious.
feelings-everything-withheld = Until then Sitwell suggests no exercises.
feelings-withheld = Until then Sitwell leaves { $count ->
    [one] 1 exercise
   *[other] { $count } exercises
} out

feelings-over-time = The last twelve weeks
feelings-over-time-note = Side by side, and not cause and effect: how one feels has many reasons.
feelings-felt-lane = How you felt, 0 to 10
feelings-nothing-told = nothing noted
feelings-told = What you noted
feelings-all = Show all
feelings-delete = Delete …
feelings-delete-title = Delete this note?
feelings-delete-question = { $feeling }: this note will be gone for good.
