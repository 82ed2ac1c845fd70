FOLDER="lite"
