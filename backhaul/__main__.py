from backhaul import main

main()
