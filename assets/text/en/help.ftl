# The help, and the box about the program.

help-about = About
help-about-title = About Sitwell
    .privacy = Everything happens on this computer. Sitwell sends nothing over the network, and no picture is ever stored: each one is looked at in memory and forgotten.
    .engine = Inference
    .models = Models
    .licences = Licences
