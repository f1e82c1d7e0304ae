"""The Teams app package: manifest, its words in three languages, icons, and what builds and checks the zip."""
